export { builtArtifact } from './artifact.ts';
export { COMBINATIONS, type Combination, isV1, showsAnswers } from './combinations.ts';
export { BY_V2, type ContextWorld, contextGet, contextSave, place } from './context-subject.ts';
export { everyFunction, type Refusal } from './every-function.ts';
export { answers, type Expected, expectOutcome, fails, returns } from './expected.ts';
export { type FaultName, faults, PASSED_ON } from './faults.ts';
export { type Stage, stage } from './stage.ts';
export type { Change, Given, Keep, Subject } from './subject.ts';
export { type Row, story, table, touchesNothing } from './table.ts';
