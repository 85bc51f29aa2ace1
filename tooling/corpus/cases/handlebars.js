import Handlebars from 'handlebars';

export default () => {
  Handlebars.registerHelper('loud', (text) => text.toUpperCase());
  return Handlebars.compile('{{#each items}}{{loud name}}{{#unless @last}}, {{/unless}}{{/each}}')({
    items: [{ name: 'a' }, { name: 'b' }],
  });
};
