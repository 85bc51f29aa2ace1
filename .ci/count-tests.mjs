// Sums what the test runner reported in each package. A package without a test that ran is a failure.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const total = { passed: 0, failed: 0, skipped: 0 };
let incomplete = 0;

for (const group of ['packages', 'functions', 'tooling']) {
  for (const name of readdirSync(group)) {
    const folder = join(group, name);
    if (!existsSync(join(folder, 'package.json'))) continue;
    const reports = readReports(join(folder, 'reports'));
    const passed = sum(reports, 'numPassedTests');
    const failed = sum(reports, 'numFailedTests') + reports.filter(brokenWithoutTest).length;
    const skipped = sum(reports, 'numPendingTests') + sum(reports, 'numTodoTests');
    const note = passed + failed === 0 ? '  NO TEST RAN' : '';
    console.log(`${folder.padEnd(30)} ${passed} passed, ${failed} failed, ${skipped} skipped${note}`);
    if (note) incomplete += 1;
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed + incomplete} failed${skipped}`);
process.exit(total.failed + incomplete > 0 ? 1 : 0);

function readReports(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

function sum(reports, field) {
  return reports.reduce((total, report) => total + (report[field] ?? 0), 0);
}

// A file that could not even be loaded reports no failed test.
function brokenWithoutTest(report) {
  return report.success === false && report.numFailedTests === 0;
}
