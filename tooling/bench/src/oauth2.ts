/** Placeholder until the functions exist. */
export default async function bench(): Promise<void> {
  console.log('not measured yet');
}
