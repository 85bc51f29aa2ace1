import ejs from 'ejs';

export default () => {
  return ejs.render('<% for (const n of names) { %><li><%= n %></li><% } %>', { names: ['a', '<b>'] });
};
