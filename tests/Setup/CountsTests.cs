using ServerlessTraining.Testing;

namespace ServerlessTraining.Setup;

/// <summary>What ./test adds up.</summary>
public sealed class CountsTests : IDisposable
{
    private const string JUnit =
        """
        <testsuites name="vitest tests" tests="9" failures="1" errors="1" time="3.5">
          <testsuite name="a.test.ts" tests="5" failures="1" errors="1" skipped="1" time="2"></testsuite>
          <testsuite name="b.test.ts" tests="4" failures="0" errors="0" skipped="2" time="1.5"></testsuite>
        </testsuites>
        """;

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(JUnit, "", "4 2 3")]
    [InlineData(JUnit, "--filtered", "4 2 0")]
    [InlineData("""<assemblies><assembly name="a" total="6" passed="3" failed="1" skipped="1" errors="1" /></assemblies>""", "--filtered", "3 2 1")]
    public async Task Counts_OfAResultFile_AreItsOwn(string text, string option, string expected) =>
        Assert.Equal(expected, await CountAsync(_scratch.Write("results.xml", text), option));

    [Fact]
    public async Task Counts_OfNoFile_AreOneFailure() =>
        Assert.Equal("0 1 0", await CountAsync(Path.Combine(_scratch.Path, "none.xml"), ""));

    private static async Task<string> CountAsync(string file, string option)
    {
        ShellResult result = await Shell.RunAsync("node", [Repository.PathOf("eng", "lib", "counts.mjs"), file, option], TestContext.Current.CancellationToken);
        return result.Output.Trim();
    }
}
