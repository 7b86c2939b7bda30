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
  if (envelope.testRunHookFinished?.result.status === 'FAILED')
    return [
      `a hook of the whole run failed: ${firstLine(envelope.testRunHookFinished.result.message ?? 'no message')}`,
    ];
  const exception = envelope.testRunFinished?.exception;
  return exception === undefined
    ? []
    : [`the run was broken off: ${firstLine(exception.message ?? exception.type)}`];
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';
