/** A page for the person who comes back. @param title @param text plain, of ours */
export const page = (title: string, text: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font:1.1rem/1.5 system-ui;margin:20vh auto;max-width:32rem;text-align:center}</style></head>
<body><h1>${title}</h1><p>${text}</p></body></html>
`;
