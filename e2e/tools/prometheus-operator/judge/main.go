// Command judge-prometheus asks the Prometheus Operator what it thinks of a PrometheusRule, and Prometheus of a query
// (an object of the kind PromQL with the field `query`).
package main

import (
	"errors"

	"cdk8s-llm-inference/e2e/judge"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"github.com/prometheus-operator/prometheus-operator/pkg/operator"
	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/promql/parser"
)

func main() {
	queries := parser.NewParser(parser.Options{})
	judge.Run(func(each judge.Case) judge.Answer {
		switch kind := judge.KindOf(each.Object); kind {
		case "PrometheusRule":
			rule := &monitoringv1.PrometheusRule{}
			if err := judge.Decode(each.Object, rule); err != nil {
				return judge.Refuse(err)
			}
			if errs := operator.ValidateRule(rule.Spec, model.UTF8Validation, parser.Options{}); len(errs) > 0 {
				return judge.Refuse(errors.Join(errs...))
			}
		case "PromQL":
			asked := struct{ Kind, Query string }{}
			if err := judge.Decode(each.Object, &asked); err != nil {
				return judge.Refuse(err)
			}
			if _, err := queries.ParseExpr(asked.Query); err != nil {
				return judge.Refuse(err)
			}
		default:
			return judge.Refuse(errors.New("not judged here: " + kind))
		}
		return judge.Answer{OK: true}
	})
}
