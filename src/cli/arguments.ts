import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../terms/nearest';
import { UsageMistake } from './usage-mistake';

type Options = NonNullable<ParseArgsConfig['options']>;

export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
}

/** @throws UsageMistake that names the unknown option and the nearest known one. */
export function readArguments(command: string, args: readonly string[], options: Options): Arguments {
  const known = Object.keys(options);
  for (const arg of args) {
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name !== undefined && !known.includes(name)) {
      throw new UsageMistake(
        `bulkhead ${command} has no option --${name}${nearest(name, known)}; known are ${known.map((each) => `--${each}`).join(', ')}`,
      );
    }
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as Arguments['values'], positionals };
  } catch (error) {
    throw new UsageMistake(`bulkhead ${command}: ${(error as Error).message.replaceAll('\n', ' ')}`);
  }
}

export function text(args: Arguments, name: string): string | undefined {
  const value = args.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws UsageMistake outside the range. */
export function wholeNumber(args: Arguments, name: string, low: number, high: number): number | undefined {
  const given = text(args, name);
  if (given === undefined) return undefined;
  const value = Number(given);
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new UsageMistake(`--${name} ${given}: expected a whole number from ${low} to ${high}`);
}
