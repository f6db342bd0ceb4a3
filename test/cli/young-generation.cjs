const { getHeapSpaceStatistics } = require('node:v8');
process.once('exit', () =>
  console.error('young', getHeapSpaceStatistics().find((s) => s.space_name === 'new_space').space_size),
);
