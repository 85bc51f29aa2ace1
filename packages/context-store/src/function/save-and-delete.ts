import { FunctionError } from '@lp-functions/platform';
import { shortName } from '@lp-functions/platform/internal';

/** @throws `INPUT_INVALID` for a name that is to be saved and deleted: nobody could tell which is meant */
export function checkSaveAndDelete(saved: object, deleted: readonly string[] = []): void {
  const both = deleted.find((name) => Object.hasOwn(saved, name));
  if (both === undefined) return;
  throw new FunctionError(
    'INPUT_INVALID',
    `delete: "${shortName(both)}" stands in properties, too; leave it out of one of the two`,
  );
}
