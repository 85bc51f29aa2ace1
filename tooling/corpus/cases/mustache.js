import mustache from 'mustache';

export default () => {
  return mustache.render('{{#list}}<{{.}}>{{/list}}{{^none}}!{{/none}}', { list: ['a', '&'] });
};
