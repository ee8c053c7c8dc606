package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema/format"
)

// A fmtCommand is the command fmt with its flags:
//
//	callwright fmt              formats the files of the working folder, and below
//	callwright fmt --check      only lists the files that are not formatted, for CI
//	callwright fmt --diff       only shows what would change
//	callwright fmt - < a.hcl    formats standard input, for editors
type fmtCommand struct {
	*app
	check bool
	diff  bool
}

// newFmt returns the command fmt.
func newFmt(a *app) *cobra.Command {
	f := &fmtCommand{app: a}
	c := &cobra.Command{
		Use:   "fmt [FILE | DIR]...",
		Short: "Format HCL files",
		Long: `fmt rewrites the *.hcl files in the working folder and the folders below it, or the files
and folders that you name, in callwright's standard format, with the columns of tables
aligned. It prints the names of the files that it changed. "-" formats standard input.
With --diff, it prints what would change, for "patch" and the like, and changes nothing.`,
		Example: `  callwright fmt
  callwright fmt --check          # in a pipeline: fail if a file is not formatted
  callwright fmt --diff users.hcl # show what would change
  callwright fmt - < users.hcl    # in an editor`,
		RunE: func(_ *cobra.Command, args []string) error {
			debug.SetMemoryLimit(softLimit)
			if len(args) == 1 && args[0] == "-" {
				return f.standardInput()
			}
			if len(args) == 0 {
				args = []string{"."}
			}
			return f.files(args)
		},
	}
	c.Flags().BoolVar(&f.check, "check", false, "change nothing, and exit with 3 if a file would change")
	c.Flags().BoolVar(&f.diff, "diff", false, "change nothing, and show what would change as a diff")
	return c
}

// softLimit is the memory above which the garbage collector works harder. Formatting a
// large file makes several lists of its tokens, one after the other; without this limit,
// those that are no longer needed would stay for a while.
const softLimit = 200 << 20

// files formats files, and the files in folders. A file with a syntax error does not keep
// it from formatting the others.
func (f *fmtCommand) files(paths []string) error {
	var names []string
	for _, path := range paths {
		found, err := hclFiles(f.folder, path)
		if err != nil {
			return usage("%v", err)
		}
		names = append(names, found...)
	}
	// All names were found before the first file is rewritten, so that a typing error in the
	// last argument changes nothing.
	changed, broken := 0, false
	for _, name := range names {
		differs, err := f.file(name)
		if err != nil {
			broken = true
		}
		if differs {
			changed++
			if !f.diff { // a diff has the name
				fmt.Fprintln(f.Out, name)
			}
		}
	}
	if broken || f.check && changed > 0 {
		return exit(exitConfig)
	}
	return nil
}

// file formats one file and reports whether that changes it. With --check and --diff, the
// file itself stays as it is. It prints its errors; the caller only counts them.
func (f *fmtCommand) file(name string) (bool, error) {
	path := f.folder.path(name)
	src, err := file.Read(path, format.LargestFile)
	if err != nil {
		f.Complain("%v", err)
		return false, err
	}
	formatted, diags := format.Source(src, name)
	if diags.HasErrors() {
		f.diagnose(diags, name, src)
		return false, diags
	}
	if bytes.Equal(src, formatted) {
		return false, nil
	}
	if f.diff {
		f.showDiff(name, src, formatted)
	}
	if f.check || f.diff {
		return true, nil
	}
	err = file.Within(string(f.folder), name)
	if err == nil {
		err = file.Replace(path, formatted)
	}
	if err != nil {
		f.Complain("%v", err)
		return false, err
	}
	return true, nil
}

// standardInput formats standard input to standard output. On an error it writes nothing
// there, so that an editor does not replace the text by half of it.
func (f *fmtCommand) standardInput() error {
	src, err := file.ReadAll(f.In, "<stdin>", format.LargestFile)
	if err != nil {
		return err
	}
	formatted, diags := format.Source(src, "<stdin>")
	if diags.HasErrors() {
		f.diagnose(diags, "<stdin>", src)
		return exit(exitConfig)
	}
	switch {
	case f.diff:
		f.showDiff("<stdin>", src, formatted)
	case !f.check:
		_, err = f.raw.Write(formatted) // exactly: an editor takes it back
	}
	if err == nil && f.check && !bytes.Equal(src, formatted) {
		return exit(exitConfig)
	}
	return err
}

// showDiff prints what formatting changes in a file, as `diff -u` does. A pull request may
// have brought the file, so characters that move the cursor are printed as escapes.
func (f *fmtCommand) showDiff(name string, src, formatted []byte) {
	for line := range strings.Lines(string(diff.Diff(name+".orig", src, name, formatted))) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), "\t") // a tab is harmless
		for i, text := range columns {
			columns[i] = plan.Clean(text)
		}
		fmt.Fprintln(f.Out, strings.Join(columns, "\t"))
	}
}

// diagnose prints the problems of a file, with its source lines.
func (f *fmtCommand) diagnose(diags hcl.Diagnostics, name string, src []byte) {
	f.tell(diagnostic.List(diags, map[string]*hcl.File{name: {Bytes: src}}))
}

// hclFiles returns the *.hcl files in a folder and below it, as paths relative to the
// working folder. It skips folders such as .git and .callwright. If the path is a file,
// it returns only that, whatever its extension is.
func hclFiles(in folder, path string) ([]string, error) {
	top := in.path(path)
	info, err := os.Stat(top)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	var names []string
	err = fs.WalkDir(os.DirFS(top), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.Type().IsRegular() && strings.HasSuffix(p, ".hcl"):
			names = append(names, filepath.Join(path, filepath.FromSlash(p)))
		}
		return nil
	})
	return names, err
}
