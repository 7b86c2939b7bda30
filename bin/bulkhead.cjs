#!/usr/bin/env node
require('./register.cjs');
require('../src/cli/main').main(process.argv.slice(2));
