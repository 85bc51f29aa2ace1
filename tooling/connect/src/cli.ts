import { connectCommand } from './command.ts';

await connectCommand().parseAsync();
