module.exports = {
  require: ['ts-node/register'],
  spec: ['src/**/*.spec.ts', 'steps/**/*.spec.ts'],
  timeout: 20000,
  reporter: 'dot',
};
