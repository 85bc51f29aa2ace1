import type { Send } from '../send.ts';

/** Deletes a namespace with everything in it; one that is not there stays so. @param path of the namespace */
export async function deleteNamespace(send: Send, path: string): Promise<void> {
  await send('DELETE', path, {});
}
