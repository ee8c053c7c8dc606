package fleet

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Shard is one of several parts of the environments. Index counts from 1.
type Shard struct{ Index, Of int }

func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Of) }

// mostShards is how many shards there can be. Kubernetes has at most as many pods of one job.
const mostShards = 100_000

// indexes are the variables in which engines tell a process which of several it is.
var indexes = []struct {
	name  string
	first int    // of the engine's numbers
	total string // the variable with the number of processes; "" if the engine has none
}{
	{"JOB_COMPLETION_INDEX", 0, ""},       // an Indexed Job of Kubernetes
	{"CI_NODE_INDEX", 1, "CI_NODE_TOTAL"}, // parallel jobs of GitLab and others
	{"AWS_BATCH_JOB_ARRAY_INDEX", 0, ""},  // an array job of AWS Batch
}

// ParseShard reads a shard: 2/4 is the second of four, and /4 is the one of four that the
// environment of the process says.
func ParseShard(text string, lookup func(string) (string, bool)) (Shard, error) {
	index, of, ok := strings.Cut(text, "/")
	n, err := strconv.Atoi(of)
	if !ok || err != nil || n < 1 || n > mostShards {
		return Shard{}, fmt.Errorf("it is %q, but must be I/N, such as 2/4, or /N", text)
	}
	if index == "" {
		return shardOfProcess(n, lookup)
	}
	i, err := strconv.Atoi(index)
	if err != nil || i < 1 || i > n {
		return Shard{}, fmt.Errorf("it is %q, but the shards are 1/%d to %d/%d", text, n, n, n)
	}
	return Shard{i, n}, nil
}

// shardOfProcess returns the one of n shards that the first of the variables says.
func shardOfProcess(n int, lookup func(string) (string, bool)) (Shard, error) {
	for _, v := range indexes {
		text, ok := lookup(v.name)
		if !ok || text == "" {
			continue
		}
		i, err := strconv.Atoi(text)
		if err != nil || i < v.first || i-v.first >= n {
			return Shard{}, fmt.Errorf("%s is %q, but must be a number from %d to %d for %d shards", v.name, text, v.first, v.first+n-1, n)
		}
		if total, _ := lookup(v.total); v.total != "" && total != strconv.Itoa(n) {
			return Shard{}, fmt.Errorf("%s is %q, but must be %d, the number of shards", v.total, total, n)
		}
		return Shard{i - v.first + 1, n}, nil
	}
	names := make([]string, len(indexes))
	for i, v := range indexes {
		names[i] = v.name
	}
	return Shard{}, errors.New("nothing says which shard this is: write I/N, or set " + strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1])
}

// Cut returns the indexes of the environments in the shard, in order. Budgets has the budget of
// each environment. The largest budget goes first, and each to the shard that has the fewest
// environments yet.
//
// For example, the budgets a, b, b, c cut in two are b, b and a, c.
func (s Shard) Cut(budgets []string) []int {
	size := map[string]int{}
	for _, b := range budgets {
		size[b]++
	}
	order := slices.SortedFunc(maps.Keys(size), func(a, b string) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(a, b))
	})
	load, shard := make([]int, s.Of), map[string]int{}
	for _, b := range order {
		least := slices.Index(load, slices.Min(load))
		load[least] += size[b]
		shard[b] = least + 1
	}
	var mine []int
	for i, b := range budgets {
		if shard[b] == s.Index {
			mine = append(mine, i)
		}
	}
	return mine
}
