package simulate

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// confidence is how sure the intervals are.
const confidence = 0.99

// A ratio is the quotient of two sums over all runs, such as contacts answered in time and
// contacts offered. Runs with more contacts count more, so that a quiet run does not distort it.
type ratio struct {
	value float64
	off   []float64 // by run: how far the run is from the value, as its part of the error
}

// ratioOf returns the quotient of the sums; of nothing, it is the given value.
func ratioOf(over, under []float64, none float64) ratio {
	var a, b float64
	for i := range over {
		a, b = a+over[i], b+under[i]
	}
	r := ratio{value: none, off: make([]float64, len(over))}
	if b == 0 {
		return r
	}
	r.value = a / b
	mean := b / float64(len(under))
	for i := range over {
		r.off[i] = (over[i] - r.value*under[i]) / mean
	}
	return r
}

// interval returns half the width of the interval in which the true value is, with the
// confidence of the report.
func (r ratio) interval() float64 { return half(r.off, confidence) }

// apart reports whether two ratios of the same runs differ by more than chance explains. The runs
// have the same contacts, so the difference of a run says more than its two values.
func (r ratio) apart(o ratio, sure float64) bool {
	difference := make([]float64, len(r.off))
	for i := range difference {
		difference[i] = r.off[i] - o.off[i]
	}
	return math.Abs(r.value-o.value) > half(difference, sure)
}

// half returns half the width of the interval of the mean of errors that are zero on average.
func half(errors []float64, sure float64) float64 {
	n := float64(len(errors))
	if n < 2 {
		return math.Inf(1)
	}
	sum := 0.0
	for _, e := range errors {
		sum += e * e
	}
	return student(sure, n-1) * math.Sqrt(sum/(n*(n-1)))
}

// student returns the number of standard errors within which a mean is, with the confidence.
func student(sure, freedom float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile((1 + sure) / 2)
}

// mean returns the mean of numbers, without those of runs that have none.
func mean(list []float64) float64 {
	sum, n := 0.0, 0
	for _, x := range list {
		if !math.IsNaN(x) {
			sum += x
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}
