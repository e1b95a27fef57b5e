import { testShard } from '../support/random-shard';

testShard(2);
