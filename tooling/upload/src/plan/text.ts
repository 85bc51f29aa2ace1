import type { Difference, FunctionPlan, Plan, Shown } from './plan.ts';

const MARKS: Record<FunctionPlan['change'], string> = { new: '+', changed: '~', unchanged: '=' };
const LABEL_COLUMNS = 13;

/** A plan for people to read: the functions that change one by one, the others in a line. */
export function planText(plan: Plan): string[] {
  const isQuiet = ({ change, deploys, keepsEvent }: FunctionPlan) =>
    change === 'unchanged' && !deploys && keepsEvent === undefined;
  const quiet = plan.functions.filter(isQuiet);
  const undeployed = quiet.filter(({ state }) => state !== 'Productive');
  return [
    headingOf(plan),
    ...plan.functions.filter((fn) => !isQuiet(fn)).flatMap((fn) => ['', ...functionText(fn)]),
    '',
    ...listed('= unchanged', quiet),
    ...listed('  of these not in production, which --deploy changes', undeployed),
    ...(plan.others.length > 0
      ? [`In the account but not built here, left alone: ${plan.others.join(', ')}`]
      : []),
    summaryOf(plan),
  ];
}

function headingOf({ target, account, profile }: Plan): string {
  return `Plan for ${target.toUpperCase()}, account ${account}${profile === undefined ? '' : `, profile ${profile}`}`;
}

const listed = (label: string, functions: readonly FunctionPlan[]): string[] =>
  functions.length > 0 ? [`${label}: ${functions.map(({ name }) => name).join(', ')}`] : [];

function functionText({ name, change, state, deploys, differences, keepsEvent }: FunctionPlan): string[] {
  const notes = [
    change,
    ...(state === undefined ? [] : [`now ${state}`]),
    ...(deploys ? ['goes into production'] : []),
  ];
  return [
    `${MARKS[change]} ${name} (${notes.join(', ')})`,
    ...differences.map(differenceText),
    ...(keepsEvent
      ? [
          `  ! keeps the event ${keepsEvent.cloud}: the platform gives an event only to new functions. For`,
          `    ${keepsEvent.built} delete it in the console and upload again, or build it under another name`,
        ]
      : []),
  ];
}

function differenceText(difference: Difference): string {
  const label = (text: string) => `    ${text.padEnd(LABEL_COLUMNS)}`;
  if (difference.field !== 'variable') {
    const { field, from, to } = difference;
    return label(field) + (field === 'code' ? `${from} -> ${to}` : `"${from}" -> "${to}"`);
  }
  const { name } = difference;
  switch (difference.change) {
    case 'set':
      return `${label('+ variable')}${name} = ${shown(difference.to)}`;
    case 'removed':
      return `${label('- variable')}${name} = ${shown(difference.from)}`;
    case 'replaced':
      return `${label('~ variable')}${name} = ${shown(difference.from)} -> ${shown(difference.to)}`;
  }
}

const shown = (value: Shown): string =>
  value === undefined ? '(not shown: it looks like a credential)' : `"${value}"`;

function summaryOf({ functions }: Plan): string {
  const count = (wanted: FunctionPlan['change']) =>
    functions.filter(({ change }) => change === wanted).length;
  const deploys = functions.filter(({ deploys }) => deploys).length;
  const parts = [`${count('new')} new`, `${count('changed')} changed`, `${count('unchanged')} unchanged`];
  return [...parts, ...(deploys > 0 ? [`${deploys} to deploy`] : [])].join(', ');
}
