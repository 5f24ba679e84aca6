'use strict';

// Gives the practice org that the app starts a control token tests know, and writes down where it answers: only the
// org itself can lose an answer on purpose. BULKHEAD_PRACTICE_CONTROL is the file its address is written to.

const childProcess = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const token = 'control-of-a-test';
const { spawn } = childProcess;

childProcess.spawn = (command, args, options) => {
  const isPractice = Array.isArray(args) && args.some((word) => String(word).includes('practice-org'));
  const child = spawn(command, isPractice ? [...args, '--control-token', token] : args, options);
  if (isPractice)
    child.stdout.once('data', (data) => {
      const { port } = JSON.parse(String(data).split('\n')[0]);
      const control = `http://127.0.0.1:${port}/practice/control`;
      writeFileSync(process.env.BULKHEAD_PRACTICE_CONTROL, JSON.stringify({ control, token }));
    });
  return child;
};
syncBuiltinESMExports();
