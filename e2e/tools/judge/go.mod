module cdk8s-llm-inference/e2e/judge

go 1.25.0
