// Package parallel spreads work over the processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// For calls work with each number below n, and returns when all calls have ended. Several
// processors take shares of that many numbers, one share after the other. A share should take
// microseconds at least: one number if each is a file, 64 if each is an object.
func For(n, share int, work func(i int)) {
	var next atomic.Int64
	take := func() {
		for from := int(next.Add(int64(share))) - share; from < n; from = int(next.Add(int64(share))) - share {
			for i := from; i < min(n, from+share); i++ {
				work(i)
			}
		}
	}
	shares := (n + share - 1) / share
	var others sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), shares) - 1 {
		others.Go(take)
	}
	take()
	others.Wait()
}
