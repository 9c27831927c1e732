using ServerlessTraining.Testing;

namespace ServerlessTraining.EndToEnd;

/// <summary>What docs/guides/upgrade-and-backup.md says of a backup of the data folder.</summary>
public sealed class BackupTests
{
    // What tells of everything: runs, live models with the hashes of their files, and every forecast, for which those files are read and verified.
    private static readonly string[][] Looks =
    [
        ["candle", "list", "--json"],
        ["models", "list", "--json"],
        ["models", "predict", "SYN1USDT_1h", "--json"],
        ["ledger", "--json"],
    ];

    [Fact]
    [Trait("Category", "slow")]
    public async Task Backup_OfARunningProduct_SaysTheSameUnderAnotherPath()
    {
        using Clone clone = new();
        await DoneAsync(clone, "data", "synth", "SYN1USDT", "1h", "--bars", "30000", "--seed", "6", "--signal", "0.3");
        await DoneAsync(clone, "candle", "train", "SYN1USDT", "1h", "2023-03-01");
        await DoneAsync(clone, "candle", "use", "last");
        string[] before = await LookAsync(clone);

        using Clone copy = await clone.BackUpAsync();
        await DoneAsync(clone, "data", "verify", copy.Data);
        string[] after = await LookAsync(copy);
        await DoneAsync(copy, "health");
        await DoneAsync(copy, "data", "verify");
        await DoneAsync(copy, "down");

        Assert.Equal(before, after);
    }

    private static async Task<string[]> LookAsync(Clone clone)
    {
        List<string> said = [];
        foreach (string[] look in Looks) said.Add(await DoneAsync(clone, look));
        return [.. said];
    }

    private static async Task<string> DoneAsync(Clone clone, params string[] arguments)
    {
        ShellResult result = await clone.StAsync(arguments);
        Assert.True(result.ExitCode == 0, $"st {string.Join(' ', arguments)}: {result.Text}");
        return result.Output;
    }
}
