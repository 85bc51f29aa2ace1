import {
  type AccountObserver,
  checkResult,
  type Deployment,
  type Invocation,
  type RunObserver,
} from '@lp-functions/emulator';
import { formatError, formatLog, formatRequest, formatUsage } from '../output/run.ts';
import type { Style } from '../output/style.ts';

export interface Page {
  line(text: string): void;
  observer: Required<AccountObserver>;
}

/** What `lp dev` prints, line by line: each run as it happens. */
export function createPage(
  write: (text: string) => void,
  style: Style,
  root: string,
  mask: (text: string) => string,
): Page {
  const line = (text: string) => write(`${text}\n`);
  const label = ({ target, name }: Deployment) => style('dim', `${target} ${name}`);

  const run = (deployment: Deployment): RunObserver => ({
    log: (entry) => line(`${label(deployment)}  ${mask(formatLog(entry, style, root))}`),
    request: (request) => line(`${label(deployment)}  ${mask(formatRequest(request, style, root))}`),
  });
  const finished = (
    deployment: Deployment,
    { answer, run: { error, broken, usage }, record }: Invocation,
  ) => {
    const say = (text: string) => line(`${label(deployment)}  ${text}`);
    const how = `${Math.round(record.durationMs)} ms, ${record.cold ? 'cold' : 'warm'}, ${record.trigger}`;
    if (answer.error) {
      say(mask(formatError({ ...(error ?? NO_STACK), message: answer.error.message }, style, root)));
      say(style('red', `✗ ${how}`));
    } else {
      if (error) say(style('red', 'what was thrown is no Error: the caller sees an empty success'));
      for (const fault of deployment.eventId ? checkResult(deployment.eventId, answer.result) : []) {
        say(style('yellow', `${deployment.eventId}: ${fault}`));
      }
      say(style('green', `✓ ${how}`));
    }
    if (broken.length > 0)
      say(`${style('red', `limit: ${broken.join(', ')}`)}  ${formatUsage(usage, style)}`);
  };
  const refused = (deployment: Deployment, reason: string) =>
    line(`${label(deployment)}  ${style('red', '✗ cannot be called')}  ${mask(reason)}`);
  return { line, observer: { run, finished, refused } };
}

const NO_STACK = {
  name: 'Error',
  message: '',
  code: undefined,
  isError: true,
  stack: undefined,
  handlerCode: '',
};
