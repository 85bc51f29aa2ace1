import { describe, expect, it } from 'vitest';
import { withoutUnusedMethods } from '../../src/bundle/unused-methods.ts';

const squeeze = (code: string) => withoutUnusedMethods(code).replace(/0 {2,}/g, '0');

describe('withoutUnusedMethods', () => {
  it('leaves out what nothing names, and keeps every place of the rest', () => {
    const code = 'X.prototype.used=function(){};X.prototype.idle=function(){return 1};x.used()';

    expect(squeeze(code)).toBe('X.prototype.used=function(){};0;x.used()');
    expect(withoutUnusedMethods(code)).toHaveLength(code.length);
  });

  it('leaves out what only unused methods name, themselves included', () => {
    expect(
      squeeze('X.prototype.a=function(){this.a()},X.prototype.b=()=>y.a(),X.prototype.c=function(){};y.c()'),
    ).toBe('0,0,X.prototype.c=function(){};y.c()');
  });

  it.each([
    ['in quotes', `X.prototype.a=function(){};y['a']()`],
    ['when taken apart', 'X.prototype.a=function(){};const{a}=y'],
    ['as an override', 'X.prototype.a=function(){};class Y extends X{a(){super.a()}}'],
    ['which is no function', 'X.prototype.a=[]'],
    ['which is no method', 'X.a=function(){}'],
  ])('keeps what is named %s', (_, code) => {
    expect(squeeze(code)).toBe(code);
  });
});
