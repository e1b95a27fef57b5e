// All eight examples at once: each has an app of its own and writes its own file.
import './ack-cpu/main';
import './ack-gpu/main';
import './ack-cron/main';
import './keda-cpu/main';
import './keda-llm/main';
import './vllm-hpa/main';
import './nim-hpa/main';
import './edge-hybrid/main';
