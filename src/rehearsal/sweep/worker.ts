import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { answersOf } from './answers';

// This file runs in a thread alone, where there is a port.
const port = parentPort as MessagePort;
const answer = answersOf(workerData);

port.on('message', (index: number) => port.postMessage(answer(index)));
