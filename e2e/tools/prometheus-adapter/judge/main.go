// Command judge-adapter asks prometheus-adapter what it makes of a configuration (an object with the field `config`):
// the metrics that it serves for pods, from series as its own rules select them, and the query for each.
package main

import (
	"fmt"
	"slices"
	"strings"

	"cdk8s-llm-inference/e2e/judge"
	pmodel "github.com/prometheus/common/model"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	prom "sigs.k8s.io/prometheus-adapter/pkg/client"
	"sigs.k8s.io/prometheus-adapter/pkg/config"
	"sigs.k8s.io/prometheus-adapter/pkg/naming"
)

var pods = schema.GroupResource{Resource: "pods"}

// A Metric is what an HPA can ask for, and what Prometheus is then asked.
type metric struct {
	Name  string `json:"name"`
	Query string `json:"query"`
}

func main() {
	mapper := kinds()
	judge.Run(func(each judge.Case) judge.Answer {
		asked := struct{ Kind, Config string }{}
		if err := judge.Decode(each.Object, &asked); err != nil {
			return judge.Refuse(err)
		}
		loaded, err := config.FromYAML([]byte(asked.Config))
		if err != nil {
			return judge.Refuse(err)
		}
		namers, err := naming.NamersFromConfig(loaded.Rules, mapper)
		if err != nil {
			return judge.Refuse(err)
		}
		metrics := []metric{}
		for i, namer := range namers {
			served, err := serve(namer, seriesOf(loaded.Rules[i]))
			if err != nil {
				return judge.Refuse(err)
			}
			metrics = append(metrics, served)
		}
		return judge.Answer{OK: true, Makes: metrics}
	})
}

// The series that a rule asks Prometheus for, with the labels by which the rule knows a pod.
func seriesOf(rule config.DiscoveryRule) prom.Series {
	name, _, _ := strings.Cut(rule.SeriesQuery, "{")
	found := pmodel.LabelSet{}
	for label := range rule.Resources.Overrides {
		found[pmodel.LabelName(label)] = "x"
	}
	return prom.Series{Name: name, Labels: found}
}

func serve(namer naming.MetricNamer, series prom.Series) (metric, error) {
	if len(namer.FilterSeries([]prom.Series{series})) == 0 {
		return metric{}, fmt.Errorf("the rule for %s filters its own series out", series.Name)
	}
	name, err := namer.MetricNameForSeries(series)
	if err != nil {
		return metric{}, err
	}
	resources, isNamespaced := namer.ResourcesForSeries(series)
	if !isNamespaced || !slices.Contains(resources, pods) {
		return metric{}, fmt.Errorf("%s is not known of pods in a namespace", series.Name)
	}
	query, err := namer.QueryForSeries(series.Name, pods, "default", labels.Everything(), "a", "b")
	return metric{Name: name, Query: string(query)}, err
}

func kinds() apimeta.RESTMapper {
	core := schema.GroupVersion{Version: "v1"}
	mapper := apimeta.NewDefaultRESTMapper([]schema.GroupVersion{core})
	mapper.Add(core.WithKind("Pod"), apimeta.RESTScopeNamespace)
	mapper.Add(core.WithKind("Namespace"), apimeta.RESTScopeRoot)
	return mapper
}
