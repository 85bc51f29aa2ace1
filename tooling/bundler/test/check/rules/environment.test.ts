import { describe, expect, it } from 'vitest';
import type { FunctionConfig } from '../../../src/deployment/config.ts';
import type { Target } from '../../../src/target.ts';
import { artifact, brokenRules, messagesOf } from '../../support/artifact.ts';

function withVariables(target: Target, environmentVariables: unknown) {
  const sound = artifact(target);
  return {
    ...sound,
    config: {
      ...sound.config,
      environmentVariables: environmentVariables as FunctionConfig['environmentVariables'],
    },
  };
}

const pair = (key: string, value: unknown = 'x') => ({ key, value });

describe('environment on V1', () => {
  it.each([
    ['an empty list', []],
    ['an object', { A: '1' }],
    ['null', null],
    ['nothing', undefined],
    ['texts', ['A=1']],
    ['a number as value', [pair('A', 1)]],
    ['an empty name among others', [pair('A'), pair(''), pair('B')]],
    ['a name with a hyphen', [pair('A-B')]],
    ['a name of 201 characters', [pair('A'.repeat(201))]],
    ['a value of 201 characters', [pair('A', 'x'.repeat(201))]],
  ])('refuses %s', (_, variables) => {
    expect(brokenRules(withVariables('v1', variables))).toEqual(['environment']);
  });

  it.each([
    ["the vendor's sign for none", [pair('', '')]],
    ['a name and a value of 200 characters', [pair('A'.repeat(200), 'x'.repeat(200))]],
    ['an empty value', [pair('A', '')]],
  ])('takes %s', (_, variables) => {
    expect(brokenRules(withVariables('v1', variables))).toEqual([]);
  });
});

describe('environment on V2', () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`A${index}`, 'x']));

  it.each([
    ['a list', [pair('A')]],
    ['null', null],
    ['nothing', undefined],
    ["the template's placeholder", { key: 'value' }],
    ['a number as value', { A: 1 }],
    ['a value of 1,025 characters', { A: 'x'.repeat(1025) }],
    ['513 variables', many(513)],
  ])('refuses %s', (_, variables) => {
    expect(brokenRules(withVariables('v2', variables))).toEqual(['environment']);
  });

  it.each([
    ['no variables', {}],
    ['a value of 1,024 characters', { A: 'x'.repeat(1024) }],
    ['512 variables', many(512)],
  ])('takes %s', (_, variables) => {
    expect(brokenRules(withVariables('v2', variables))).toEqual([]);
  });

  it('never repeats a value in its message', () => {
    const [message] = messagesOf(withVariables('v2', { A: 'canary'.repeat(300) }), 'environment');
    expect(message).not.toContain('canary');
  });
});
