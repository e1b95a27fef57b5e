package podautoscaler

import (
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
)

// remembered is a number and its age, which is a little more than what a test set: time has passed since.
type remembered [2]int64

func age(at, now time.Time) int64 {
	return (now.Sub(at) + time.Millisecond - 1).Truncate(time.Millisecond).Milliseconds()
}

func (a *HorizontalController) wantedLately(key string, now time.Time) []remembered {
	list := []remembered{}
	for _, each := range a.recommendations[key] {
		list = append(list, remembered{int64(each.recommendation), age(each.timestamp, now)})
	}
	return list
}

func changesLately(events []timestampedScaleEvent, now time.Time) []remembered {
	list := []remembered{}
	for _, each := range events {
		list = append(list, remembered{int64(each.replicaChange), age(each.timestamp, now)})
	}
	return list
}

func numbersOf(list []remembered) []int64 {
	numbers := []int64{}
	for _, each := range list {
		numbers = append(numbers, each[0])
	}
	return numbers
}

func (a *HorizontalController) stabilizeRecommendation(key string, desired int32) int32 {
	now := time.Now()
	asked := fields{"wanted": a.wantedLately(key, now), "window": a.downscaleStabilisationWindow.Milliseconds(), "desired": desired}
	replicas := a.realStabilizeRecommendation(key, desired)
	writeDown("stabilize", asked, fields{"replicas": replicas, "wanted": numbersOf(a.wantedLately(key, now))})
	return replicas
}

func (a *HorizontalController) stabilizeRecommendationWithBehaviors(args NormalizationArg) (int32, string, string) {
	now := time.Now()
	asked := fields{
		"wanted": a.wantedLately(args.Key, now), "current": args.CurrentReplicas, "desired": args.DesiredReplicas,
		"up": *args.ScaleUpBehavior.StabilizationWindowSeconds, "down": *args.ScaleDownBehavior.StabilizationWindowSeconds,
	}
	replicas, reason, message := a.realStabilizeRecommendationWithBehaviors(args)
	writeDown("stabilizeByBehavior", asked, fields{"replicas": replicas, "wanted": numbersOf(a.wantedLately(args.Key, now))})
	return replicas, reason, message
}

func (a *HorizontalController) convertDesiredReplicasWithBehaviorRate(args NormalizationArg) (int32, string, string) {
	now := time.Now()
	asked := fields{
		"behavior": autoscalingv2.HorizontalPodAutoscalerBehavior{ScaleUp: args.ScaleUpBehavior, ScaleDown: args.ScaleDownBehavior},
		"scaleUps": changesLately(a.scaleUpEvents[args.Key], now), "scaleDowns": changesLately(a.scaleDownEvents[args.Key], now),
		"current": args.CurrentReplicas, "desired": args.DesiredReplicas, "min": args.MinReplicas, "max": args.MaxReplicas,
	}
	replicas, reason, message := a.realConvertDesiredReplicasWithBehaviorRate(args)
	writeDown("limitByBehavior", asked, fields{"replicas": replicas, "reason": reason})
	return replicas, reason, message
}

func convertDesiredReplicasWithRules(current, desired, least, most int32) (int32, string, string) {
	// The tests raise a limit of the controller so that they need not wait; what is kept is what it is in a cluster.
	raised := scaleUpLimitFactor
	scaleUpLimitFactor = 2
	replicas, reason, _ := realConvertDesiredReplicasWithRules(current, desired, least, most)
	scaleUpLimitFactor = raised
	writeDown("limit", fields{"current": current, "desired": desired, "min": least, "max": most}, fields{"replicas": replicas, "reason": reason})
	return realConvertDesiredReplicasWithRules(current, desired, least, most)
}

func (a *HorizontalController) storeScaleEvent(behavior *autoscalingv2.HorizontalPodAutoscalerBehavior, key string, from, to int32) {
	now := time.Now()
	asked := fields{
		"behavior": behavior, "from": from, "to": to,
		"scaleUps": changesLately(a.scaleUpEvents[key], now), "scaleDowns": changesLately(a.scaleDownEvents[key], now),
	}
	a.realStoreScaleEvent(behavior, key, from, to)
	if behavior == nil {
		return
	}
	writeDown("store", asked, fields{
		"scaleUps":   numbersOf(changesLately(a.scaleUpEvents[key], now)),
		"scaleDowns": numbersOf(changesLately(a.scaleDownEvents[key], now)),
	})
}
