import { marked } from 'marked';

export default () => {
  return marked.parse('# A\n\n* b `c`\n', { async: false });
};
