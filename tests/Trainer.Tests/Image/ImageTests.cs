using System.Security.Cryptography;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Trainer.Tests.Image;

/// <summary>The image's file system, assembled by eng/image, and the trainer run in it as its unprivileged user.</summary>
[Trait("Category", "slow")]
public sealed class ImageTests(ImageFixture image) : IClassFixture<ImageFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Check_WithinTheImage_IsHealthyByTheLibrariesOfTheImage()
    {
        image.Need();
        using CancellationTokenSource over = Over();
        await using ImageTrainer trainer = ImageTrainer.Start(image, image.Root, "--check");

        ShellResult result = await trainer.ExitAsync(over.Token);

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.EndsWith("healthy", result.Output.Trim(), StringComparison.Ordinal);
        Assert.All(["lib_lightgbm.so", "libxgboost.so.0", "libopenblas.so.0"], file => Assert.Contains($"/app/native/{file}", result.Output, StringComparison.Ordinal));
        Assert.Contains("networks are trained on cpu", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Repository.Root, result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drain_FoldsOfSeveralTypes_TrainsThemAndEndsWith0()
    {
        image.Need();
        using CancellationTokenSource over = Over();
        await using ImageWork work = await ImageWork.OpenAsync(image, over.Token);
        string[] keys =
        [
            await work.SendAsync("LGBUSDT", "lightgbm", """{"n_estimators": 40}""", over.Token),
            await work.SendAsync("XGBUSDT", "xgboost", """{"n_estimators": 20}""", over.Token),
            await work.SendAsync("RIDGEUSDT", "ridge", "{}", over.Token),
        ];

        await using ImageTrainer trainer = ImageTrainer.Start(image, image.Root, "--drain");
        ShellResult result = await trainer.ExitAsync(over.Token);

        Assert.True(result.ExitCode == 0, result.Text);
        foreach (string key in keys)
        {
            FoldTaskRow row = await work.RowAsync(key, over.Token);
            Assert.True(row.State == FoldTaskState.Done, $"{row.State}: {row.Reason}\n{result.Text}");
            FoldOutcome outcome = await work.OutcomeAsync(key, over.Token);
            Assert.Equal("cpu", outcome.Device);
            Assert.NotNull(outcome.Metrics["roc_auc"]);
            Assert.NotEmpty(outcome.Files);
        }
    }

    /// <summary>What an ended replica does not finish, the next one does, from the same message and without a try lost.</summary>
    [Fact]
    public async Task Sigterm_InTheMiddleOfALongFold_HandsItBackBeforeTheKillAndAnotherFinishesIt()
    {
        image.Need();
        using CancellationTokenSource over = Over();
        await using ImageWork work = await ImageWork.OpenAsync(image, over.Token);
        const string Long = """{"hidden": 128, "layers": 2, "sequence_length": 64, "epochs": 25, "patience": 1000}""";
        string key = await work.SendAsync("LONGUSDT", "lstm2head", Long, over.Token);
        await using ImageTrainer first = ImageTrainer.Start(image, image.Root, "--queues", "cpu", "--folds", "1");
        await work.WhenTrainingAsync(key, first, over.Token);
        AssertUnprivileged(first);

        first.AskToStop();
        ShellResult result = await first.ExitBeforeTheKillAsync(TimeSpan.FromSeconds(30), over.Token);

        Assert.True(result.ExitCode == 0, result.Text);
        Assert.Contains("asked to stop", result.Output, StringComparison.Ordinal);
        FoldTaskRow after = await work.RowAsync(key, over.Token);
        Assert.True((after.State, after.Attempts) == (FoldTaskState.Queued, 0), $"{after.State}, {after.Attempts} tries: the fold must take longer than the grace.\n{result.Text}");

        await using ImageTrainer second = ImageTrainer.Start(image, image.Root, "--drain", "--queues", "cpu");
        ShellResult drained = await second.ExitAsync(over.Token);
        Assert.True(drained.ExitCode == 0, drained.Text);
        FoldTaskRow done = await work.RowAsync(key, over.Token);
        Assert.True((done.State, done.Attempts) == (FoldTaskState.Done, 1), $"{done.State}, {done.Attempts} tries, {done.Reason}\n{drained.Text}");
    }

    [Fact]
    public async Task Oci_File_IsWholeAndSaysWhatTheProjectSays()
    {
        image.Need();
        using ScratchFolder scratch = new();
        await TarAsync(image.File, scratch.Path, TestContext.Current.CancellationToken);

        OciLayout layout = new(scratch.Path);

        Assert.Equal(3, layout.LayerFiles.Count);
        Assert.Equal(layout.UnpackedDigests, layout.LayerFiles.Select(OciLayout.UnpackedDigest));
        Assert.Equal("1654", layout.Config.GetProperty("User").GetString());
        Assert.Equal(["dotnet", "/app/ServerlessTraining.Trainer.dll"], layout.Config.GetProperty("Entrypoint").EnumerateArray().Select(word => word.GetString()));
        Assert.EndsWith("-local", layout.Config.GetProperty("Labels").GetProperty("org.opencontainers.image.version").GetString(), StringComparison.Ordinal);
        Assert.Equal(["serverless-training-trainer-cpu-local:0.1.0-local"], layout.DockerTags);
    }

    /// <summary>The SDK's own way to an image, on our base, as Microsoft's is not at hand: its layers one over the other run as well.</summary>
    [Fact]
    public async Task PublishContainer_OnABase_IsTheImageOfTheProjectAndRuns()
    {
        image.Need();
        using CancellationTokenSource over = Over();
        using ScratchFolder scratch = new();
        string[] folders = [.. ((string[])["base", "made", "root"]).Select(name => Directory.CreateDirectory(Path.Combine(scratch.Path, name)).FullName)];
        await TarAsync(image.File, folders[0], over.Token);
        await using BaseRegistry registry = await BaseRegistry.StartAsync(folders[0], over.Token);
        string archive = Path.Combine(scratch.Path, "made.tar");

        ShellResult result = await Shell.RunAsync(
            "dotnet",
            [
                "publish", Repository.PathOf("src", "Trainer", "Trainer.csproj"), "-c", "Release", "--no-build", "-t:PublishContainer", "-nodeReuse:false",
                "-p:LocalImage=true", $"-p:PublishDir={Path.Combine(scratch.Path, "published")}/",
                $"-p:ContainerBaseImage={registry.Image}", $"-p:ContainerArchiveOutputPath={archive}",
            ],
            over.Token);

        Assert.True(result.ExitCode == 0, result.Text);
        await TarAsync(archive, folders[1], over.Token);
        OciLayout made = new(folders[1]);
        Assert.Equal("1654", made.Config.GetProperty("User").GetString());
        Assert.Equal("/app", made.Config.GetProperty("WorkingDir").GetString());
        Assert.Equal(["dotnet", "/app/ServerlessTraining.Trainer.dll"], made.Config.GetProperty("Entrypoint").EnumerateArray().Select(word => word.GetString()));
        foreach (string layer in made.LayerFiles) await TarAsync(layer, folders[2], over.Token);
        await using ImageTrainer trainer = ImageTrainer.Start(image, folders[2], "--check");
        ShellResult check = await trainer.ExitAsync(over.Token);
        Assert.True(check.ExitCode == 0, check.Text);
    }

    [Fact]
    public async Task Assemble_Again_GivesTheSameBytes()
    {
        image.Need();
        using ScratchFolder scratch = new();
        string file = Path.Combine(scratch.Path, "again.tar");

        ShellResult result = await ImageFixture.AssembleAsync(Path.Combine(scratch.Path, "root"), file);

        Assert.True(result.ExitCode == 0, result.Text);
        await using FileStream first = File.OpenRead(image.File);
        await using FileStream second = File.OpenRead(file);
        Assert.Equal(await SHA256.HashDataAsync(first, TestContext.Current.CancellationToken), await SHA256.HashDataAsync(second, TestContext.Current.CancellationToken));
    }

    private static void AssertUnprivileged(ImageTrainer trainer)
    {
        Assert.All(["CapPrm:", "CapEff:"], name => Assert.Contains($"{name}\t0000000000000000", trainer.Status));
        Assert.Equal("1654", trainer.Users.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);

        // Fields: id, parent, device, source, where, options. The last that is mounted on / is what is seen.
        string[] root = trainer.Mounts.Select(line => line.Split(' ')).Last(fields => fields[4] == "/");
        Assert.Contains("ro", root[5].Split(','));
    }

    private static CancellationTokenSource Over()
    {
        CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        return over;
    }

    private static async Task TarAsync(string file, string folder, CancellationToken cancellationToken)
    {
        ShellResult result = await Shell.RunAsync("tar", ["--extract", "--no-same-owner", $"--file={file}", $"--directory={folder}"], cancellationToken);
        Assert.True(result.ExitCode == 0, result.Text);
    }
}
