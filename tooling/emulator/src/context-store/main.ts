import { startContextStore } from './server.ts';

// A process of its own, so that a test can kill it. Takes the options as JSON, prints the URL, runs until it
// is told to stop by closing its standard input or by a signal.
const server = await startContextStore(JSON.parse(process.argv[2] ?? '{}'));
process.stdout.write(`${server.url}\n`);
process.stdin.resume();
process.stdin.once('end', () => {
  void server.stop();
});
