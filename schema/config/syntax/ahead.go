package syntax

import (
	"iter"
	"runtime"
	"slices"
	"sync"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// The blocks that are parsed ahead, while the decoder works on those before them.
const (
	batchText = 16 << 10 // the least number of bytes in a batch of blocks, except for the last one
	ahead     = 8        // batches for each processor
)

// Parsed yields the positions of blocks, in order. While somebody works on a block, it is
// parsed, and so are some of the blocks after it. In a large configuration, the parsed form is
// dropped afterwards.
func Parsed(blocks []*Block) iter.Seq[int] {
	if !slices.ContainsFunc(blocks, func(b *Block) bool { return b.syntax == nil }) {
		return func(yield func(int) bool) {
			for i := 0; i < len(blocks) && yield(i); i++ {
			}
		}
	}
	return func(yield func(int) bool) {
		stop := make(chan struct{})
		queue, wait := parseAhead(blocks, stop)
		defer wait()
		defer close(stop)
		for b := range queue {
			<-b.done
			for i, block := range b.blocks {
				parsed := block.syntax == nil
				if parsed {
					block.syntax, block.tried = b.parsed[i], true
				}
				more := yield(b.first + i)
				if parsed {
					block.syntax = nil
				}
				if !more {
					return
				}
			}
		}
	}
}

// A batch is a number of blocks that one goroutine parses.
type batch struct {
	blocks []*Block
	first  int                // the position of the first block
	parsed []*hclsyntax.Block // nil for a block that was parsed before
	done   chan struct{}      // closed when all are parsed
}

// parse parses the blocks of the batch.
func (b *batch) parse() {
	b.parsed = make([]*hclsyntax.Block, len(b.blocks))
	for i, block := range b.blocks {
		if block.syntax == nil {
			b.parsed[i] = block.parse()
		}
	}
	close(b.done)
}

// parseAhead parses blocks on all processors until stop is closed. It returns the batches in
// order, and a function that waits until nobody parses any more.
func parseAhead(blocks []*Block, stop <-chan struct{}) (queue <-chan *batch, wait func()) {
	processors := runtime.GOMAXPROCS(0)
	ordered, work := make(chan *batch, ahead*processors), make(chan *batch)
	var running sync.WaitGroup
	running.Go(func() {
		defer close(ordered)
		defer close(work)
		for first := 0; first < len(blocks); {
			b := nextBatch(blocks, first)
			first += len(b.blocks)
			for _, to := range []chan<- *batch{ordered, work} {
				select {
				case to <- b:
				case <-stop:
					return
				}
			}
		}
	})
	for range processors {
		running.Go(func() {
			for b := range work {
				b.parse()
			}
		})
	}
	return ordered, running.Wait
}

// nextBatch returns the batch that begins with the block at a position.
func nextBatch(blocks []*Block, first int) *batch {
	last, text := first, 0
	for last < len(blocks) && text < batchText {
		text += len(blocks[last].text())
		last++
	}
	return &batch{blocks: blocks[first:last], first: first, done: make(chan struct{})}
}
