export { connectCommand } from './command.ts';
export { type Connected, connect, type Surroundings } from './connect.ts';
export { ConnectError, type ConnectErrorCode } from './connect-error.ts';
export { emulatorSecrets } from './destination/local.ts';
export type { LocalSecrets, Stored } from './destination/store.ts';
export type { ConnectOptions, Destination } from './options.ts';
export { scriptedUi } from './ui/scripted.ts';
export type { Choice, Ui } from './ui/ui.ts';
