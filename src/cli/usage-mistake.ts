/** Something that the caller can mend: told in one sentence, without a stack trace, with exit code 2. */
export class UsageMistake extends Error {
  override readonly name = 'UsageMistake';
}
