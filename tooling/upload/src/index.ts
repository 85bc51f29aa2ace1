export { type CheckReport, check } from './check.ts';
export { type Difference, type FunctionPlan, hasChanges, type Plan } from './plan/plan.ts';
export { planText } from './plan/text.ts';
export { type Preparation, prepare, type Selection } from './preparation.ts';
export { processTerminal, type Terminal } from './terminal.ts';
export { type UploadOptions, upload } from './upload.ts';
