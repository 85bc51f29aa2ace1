// Preloaded into `lpf --version`: says which script runs, however the command on the PATH is made (a link, a batch
// file, a shim of a package manager).
process.stdout.write(`lp-upload:located ${process.argv[1]}\n`);
