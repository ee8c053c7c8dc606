package ci

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// A Commit is one commit of the repository. Its texts are those of git, and anybody may have
// written them.
type Commit struct {
	Hash, Author, Date, Subject string // the hash is short, and the date is like 2026-11-20
}

// A Needle finds the lines of one thing in the files of a configuration, such as the first line
// of a block.
type Needle struct {
	Word string         // a text that each of these lines has: most lines need no look at the pattern
	Line *regexp.Regexp // matches such a line
}

// matches reports whether the needle finds the line.
func (n Needle) matches(line []byte) bool {
	return bytes.Contains(line, []byte(n.Word)) && n.Line.Match(line)
}

const (
	// longestHistory is how long git may take to tell the history. What it has told until then
	// counts, because a plan without this is better than one that comes late.
	longestHistory = 3 * time.Second
	// mostHistory is how many bytes of the history are read.
	mostHistory = 32 << 20
)

// Removals looks for the commits that removed things from the folder. Each thing has one needle
// or more. The result has a commit for each thing, or nil if no commit tells: there is no git, no
// repository or no such commit, or the search takes too long. It never uses the network.
//
// A commit that only moves a line removes nothing. If the last commit about a thing added it,
// somebody removed it without a commit, and nobody can be named.
func (c Checkout) Removals(ctx context.Context, things [][]Needle) []*Commit {
	found := make([]*Commit, len(things))
	if c.top == "" || len(things) == 0 {
		return found
	}
	ctx, cancel := context.WithTimeout(ctx, longestHistory)
	defer cancel()
	// A repository can configure programs that show differences or verify signatures. None of
	// them runs here.
	git := exec.CommandContext(ctx, "git", "-C", c.folder, "-c", "core.fsmonitor=false", "-c", "protocol.allow=never", "--no-optional-locks", "--no-pager",
		"log", "--format="+commitMark+"%h%x00%an%x00%as%x00%s", "--patch", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-renames", "--relative", "--", ".")
	git.Env = append(os.Environ(), "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1")
	out, err := git.StdoutPipe()
	if err != nil {
		return found
	}
	if err = git.Start(); err != nil {
		return found
	}
	history := &io.LimitedReader{R: out, N: mostHistory}
	searchRemovals(history, things, found, func() bool { return history.N > 0 && ctx.Err() == nil })
	cancel() // the rest of the history does not matter
	_ = git.Wait()
	return found
}

// commitMark begins the line of a commit. Lines of a difference never begin with it.
const commitMark = "\x01"

// searchRemovals reads a history, the last commit first, and notes in found which commit removed
// each thing. It stops when it knows all. At the end of the text, whole reports whether the history
// ends there. If it was only cut off, its last commit may also add what it removes.
func searchRemovals(history io.Reader, things [][]Needle, found []*Commit, whole func() bool) {
	s := removalSearch{things: things, found: found, open: len(things), told: make([]bool, len(things)), balance: make([][]int, len(things))}
	for i, needles := range things {
		s.balance[i] = make([]int, len(needles))
	}
	lines := bufio.NewReaderSize(history, 64<<10)
	for s.open > 0 {
		line, err := lines.ReadSlice('\n')
		if err == bufio.ErrBufferFull { //nolint:errorlint // ReadSlice returns it as it is
			s.line(line)
			for err == bufio.ErrBufferFull { //nolint:errorlint // the same
				_, err = lines.ReadSlice('\n')
			}
		} else if len(line) > 0 && err == nil {
			s.line(line)
		}
		if err != nil {
			if whole() {
				s.settle()
			}
			return
		}
	}
}

// A removalSearch is a search in the midst of a history.
type removalSearch struct {
	things  [][]Needle
	found   []*Commit
	told    []bool // whether the history has told about a thing, so that older commits do not matter
	open    int    // how many things it has not told about
	commit  Commit
	balance [][]int // by thing and needle, how many lines the commit removes more than it adds
	inHunk  bool
}

// line takes the next line of the history.
func (s *removalSearch) line(line []byte) {
	switch {
	case bytes.HasPrefix(line, []byte(commitMark)):
		s.settle()
		parts := strings.SplitN(strings.TrimRight(string(line[len(commitMark):]), "\n"), "\x00", 4)
		s.commit, s.inHunk = Commit{}, false
		if len(parts) == 4 {
			s.commit = Commit{parts[0], parts[1], parts[2], parts[3]}
		}
	case bytes.HasPrefix(line, []byte("diff --git ")):
		s.inHunk = false // the lines --- and +++ that follow name files
	case bytes.HasPrefix(line, []byte("@@ ")):
		s.inHunk = true
	case s.inHunk && line[0] == '-':
		s.count(line[1:], 1)
	case s.inHunk && line[0] == '+':
		s.count(line[1:], -1)
	}
}

// count adds a removed line, or an added one, to the balance of the commit.
func (s *removalSearch) count(line []byte, n int) {
	for i, needles := range s.things {
		if s.told[i] {
			continue
		}
		for j, needle := range needles {
			if needle.matches(line) {
				s.balance[i][j] += n
			}
		}
	}
}

// settle draws the conclusion from the commit that ends here.
func (s *removalSearch) settle() {
	for i, balance := range s.balance {
		removed, added := false, false
		for j, n := range balance {
			removed, added = removed || n > 0, added || n < 0
			balance[j] = 0
		}
		if s.told[i] || !removed && !added {
			continue
		}
		if s.told[i] = true; removed {
			commit := s.commit
			s.found[i] = &commit
		}
		s.open--
	}
}
