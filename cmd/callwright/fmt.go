package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/schema/format"
)

// A fmtCommand is the command fmt with its flags.
type fmtCommand struct {
	*app
	check bool
}

func newFmt(a *app) *cobra.Command {
	f := &fmtCommand{app: a}
	c := &cobra.Command{
		Use:   "fmt [FILE | DIR]...",
		Short: "Format HCL files",
		Long: `fmt rewrites the *.hcl files in the working folder and the folders below it, or the files
and folders that you name, in callwright's standard format, with the columns of tables
aligned. It prints the names of the files that it changed. "-" formats standard input.`,
		RunE: func(_ *cobra.Command, args []string) error {
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
	return c
}

func (f *fmtCommand) files(paths []string) error {
	var names []string
	for _, path := range paths {
		found, err := hclFiles(f.folder, path)
		if err != nil {
			return usage("%v", err)
		}
		names = append(names, found...)
	}
	changed, broken := 0, false
	for _, name := range names {
		differs, err := f.file(name)
		if err != nil {
			broken = true
		}
		if differs {
			changed++
			fmt.Fprintln(f.Out, name)
		}
	}
	if broken || f.check && changed > 0 {
		return exit(exitConfig)
	}
	return nil
}

// file formats one file, in place unless it is only checked, and reports whether that
// changes it. What is wrong is said.
func (f *fmtCommand) file(name string) (bool, error) {
	path := f.folder.path(name)
	src, err := os.ReadFile(path)
	if err != nil {
		f.Complain("%v", err)
		return false, err
	}
	done, diags := format.Source(src, name)
	if diags.HasErrors() {
		f.diagnose(diags, name, src)
		return false, diags
	}
	if bytes.Equal(src, done) {
		return false, nil
	}
	if f.check {
		return true, nil
	}
	if err := file.Replace(path, done); err != nil {
		f.Complain("%v", err)
		return false, err
	}
	return true, nil
}

func (f *fmtCommand) standardInput() error {
	src, err := io.ReadAll(f.In)
	if err != nil {
		return err
	}
	done, diags := format.Source(src, "<stdin>")
	if diags.HasErrors() {
		f.diagnose(diags, "<stdin>", src)
		return exit(exitConfig)
	}
	if f.check && !bytes.Equal(src, done) {
		return exit(exitConfig)
	}
	if !f.check {
		_, err = f.Out.Write(done)
	}
	return err
}

// diagnose says what is wrong with the text of a file.
func (f *fmtCommand) diagnose(diags hcl.Diagnostics, name string, src []byte) {
	f.tell(diagnostic.List(diags, map[string]*hcl.File{name: {Bytes: src}}))
}

// hclFiles returns a path of the command line itself when it is a file, else the *.hcl
// files in it and below, but for folders whose names begin with a dot. The names are
// relative to the working folder, as the path is.
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
