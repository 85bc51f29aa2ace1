import inherits from 'inherits';

export default () => {
  function Base() {}
  Base.prototype.hello = () => 'hello';
  function Child() {}
  inherits(Child, Base);
  return [new Child().hello(), Child.super_ === Base];
};
