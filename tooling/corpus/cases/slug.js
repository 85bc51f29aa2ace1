import slug from 'slug';

export default () => {
  return [slug('Größe & Mehr'), slug('i ♥ unicode', { lower: false })];
};
