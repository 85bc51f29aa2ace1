// Prints what each function answers when Node runs it as it stands, as JSON by name.
import { readdirSync } from 'node:fs';

const folder = new URL('../cases/', import.meta.url);
const answers = {};
for (const file of readdirSync(folder)) {
  const { default: answer } = await import(new URL(file, folder).href);
  answers[file.replace(/\.js$/, '')] = await answer();
}
console.log(JSON.stringify(answers));
process.exit();
