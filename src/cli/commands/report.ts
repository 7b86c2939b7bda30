import type { Command } from '../command';
import { readArguments, text } from '../arguments';
import { buildReports } from '../build-reports';
import { knownOf } from '../known-options';
import { projectOf } from '../project';
import { folderOfFirst } from '../recorded-runs';

export const reportCommand: Command = {
  says: `bulkhead report [folders…]   build the reports again from recorded runs

  folders         each with messages.ndjson and run.json of one run or one shard; none: the folder of the last run
  --output DIR    where to (default: the first folder)
  --times         put clock values into the reports
  --known FILE    findings of the subject that are known
  --write-known FILE  write what was found as known, to be completed

Says when shards are missing, or when runs differ in kit, rules, features or target. Exit codes as bulkhead run.`,
  async run(args) {
    const read = readArguments('report', args, {
      output: { type: 'string' },
      times: { type: 'boolean' },
      known: { type: 'string' },
      'write-known': { type: 'string' },
      config: { type: 'string' },
    });
    const folders = read.positionals.length > 0 ? read.positionals : [projectOf(text(read, 'config')).output];
    const output = text(read, 'output') ?? folderOfFirst(folders);
    return buildReports(folders, output, { times: read.values['times'] === true, ...knownOf(read) });
  },
};
