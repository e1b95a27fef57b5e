package main

import (
	"encoding/json"
	"testing"

	"github.com/expr-lang/expr"
	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
)

// A calculation is a formula and what each trigger is worth; nothing for one that has failed.
type calculation struct {
	Formula string              `json:"formula"`
	Values  map[string]*float64 `json:"values"`
}

// calculated is what a formula comes to: a number, which may be none, or a reason why it is refused or fails.
type calculated struct {
	Value   *float64 `json:"value"`
	Refused string   `json:"refused,omitempty"`
	Fails   string   `json:"fails,omitempty"`
}

// answerFormulas lets KEDA take formulas as it takes those of a ScaledObject, and calculate them.
func answerFormulas(_ *testing.T, line []byte) (any, error) {
	asked := []calculation{}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	answers := []calculated{}
	for _, each := range asked {
		answers = append(answers, calculate(each))
	}
	return answers, nil
}

func calculate(asked calculation) (answer calculated) {
	object := &kedav1alpha1.ScaledObject{Spec: kedav1alpha1.ScaledObjectSpec{Advanced: &kedav1alpha1.AdvancedConfig{
		ScalingModifiers: kedav1alpha1.ScalingModifiers{Formula: asked.Formula, Target: "1"},
	}}}
	data := map[string]any{}
	for name, value := range asked.Values {
		object.Spec.Triggers = append(object.Spec.Triggers, kedav1alpha1.ScaleTriggers{Type: "prometheus", Name: name})
		data[name] = nil
		if value != nil {
			data[name] = *value
		}
	}
	compiled, err := kedav1alpha1.ValidateAndCompileScalingModifiers(object)
	if err != nil {
		return calculated{Refused: err.Error()}
	}
	result, err := expr.Run(compiled, data)
	if err != nil {
		return calculated{Fails: err.Error()}
	}
	number, isNumber := result.(float64)
	switch {
	case result == nil:
		return calculated{}
	case !isNumber:
		return calculated{Fails: "no float"}
	}
	// What the metric is worth in thousandths; JSON has no infinite numbers.
	milli := float64(int64(number * 1000))
	return calculated{Value: &milli}
}
