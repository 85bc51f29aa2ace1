/** A place in the sources as a reader of the repository knows it. */
export function relativePlace(text: string, root: string): string {
  return text.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, '');
}
