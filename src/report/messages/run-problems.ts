import type { Envelope } from '@cucumber/messages';

/** What a message says is wrong with the run as a whole, one sentence each; scenarios are judged by themselves. */
export function problemsIn(envelope: Envelope): readonly string[] {
  if (envelope.parseError !== undefined) {
    const { source, message } = envelope.parseError;
    return [`${source.uri ?? 'a feature'} does not parse: ${firstLine(message)}`];
  }
  if (envelope.undefinedParameterType !== undefined) {
    const { name, expression } = envelope.undefinedParameterType;
    return [`the sentence "${expression}" uses the parameter type {${name}}, which does not exist`];
  }
  const hook = envelope.testRunHookFinished?.result;
  if (hook !== undefined && (hook.status as string) === 'FAILED')
    return [`a hook of the whole run failed: ${firstLine(hook.message ?? 'no message')}`];
  const exception = envelope.testRunFinished?.exception;
  return exception === undefined
    ? []
    : [`the run was broken off: ${firstLine(exception.message ?? exception.type)}`];
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';
