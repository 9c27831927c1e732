using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Trainer.Tests.Image;

/// <summary>Trainer.csproj, by which the SDK makes the image, the Dockerfile, eng/image and the hook of azd say the same.</summary>
public sealed partial class ImageFilesTests
{
    private static readonly string Dockerfile = File.ReadAllText(Repository.PathOf("src", "Trainer", "Dockerfile"));
    private static readonly string Base = File.ReadAllText(Repository.PathOf("eng", "image", "base.sh"));
    private static readonly string Enter = File.ReadAllText(Repository.PathOf("eng", "image", "enter"));

    [Fact]
    public async Task Dockerfile_SaysWhatTheProjectSays()
    {
        JsonElement project = await ProjectAsync("cuda", "azure");
        JsonElement of = project.GetProperty("Properties");
        string baseImage = Text(of, "ContainerBaseImage");

        Assert.Equal("mcr.microsoft.com/dotnet/aspnet:10.0-noble", baseImage);
        Assert.Contains($"FROM {baseImage} AS cpu\n", Dockerfile, StringComparison.Ordinal);
        Assert.Contains($"FROM {baseImage.Replace("aspnet", "sdk", StringComparison.Ordinal)} AS build\n", Dockerfile, StringComparison.Ordinal);
        Assert.Contains($"\nWORKDIR {Text(of, "ContainerWorkingDirectory")}\n", Dockerfile, StringComparison.Ordinal);
        string[] entrypoint = [.. Items(project, "ContainerAppCommand").Select(item => item.Name)];
        Assert.Equal(["dotnet", "/app/ServerlessTraining.Trainer.dll"], entrypoint);
        Assert.Contains($"\nENTRYPOINT [{string.Join(", ", entrypoint.Select(word => $"\"{word}\""))}]\n", Dockerfile, StringComparison.Ordinal);
        IEnumerable<string> environment = Items(project, "ContainerEnvironmentVariable").Select(item => $"{item.Name}={item.Value}");
        Assert.Contains($"ENV {string.Join(' ', environment)}\n", Dockerfile, StringComparison.Ordinal);

        // Microsoft's images have their user under this variable. The number is what eng/image gives it, and what a host sees.
        Assert.Contains("\nUSER $APP_UID\n", Dockerfile, StringComparison.Ordinal);
        Assert.Equal("1654", Text(of, "ContainerUser"));
        Assert.Contains("image_user=1654\n", Base, StringComparison.Ordinal);
        Assert.Contains("--map-user=1654 --map-group=1654", Enter, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cpu", "azure", "serverless-training-trainer-cpu", false)]
    [InlineData("cuda", "azure", "serverless-training-trainer-cuda", true)]
    [InlineData("cpu", "local", "serverless-training-trainer-cpu-local", false)]
    public async Task Project_OfAFlavour_HasItsNameAndTorchOnlyForCuda(string flavour, string runtime, string name, bool torch)
    {
        JsonElement project = await ProjectAsync(flavour, runtime);

        Assert.Equal(name, Text(project.GetProperty("Properties"), "ContainerRepository"));
        Assert.Equal(torch, Items(project, "PackageReference").Any(item => item.Name == "TorchSharp-cuda-linux"));
        Assert.Equal(torch, Items(project, "ProjectReference").Any(item => item.Name.EndsWith("Models.Torch.csproj", StringComparison.Ordinal)));
        Assert.Equal(torch, Items(project, "Compile").Any(item => item.Name.EndsWith("TorchGpu.cs", StringComparison.Ordinal)));
        Assert.Equal(torch, Text(project.GetProperty("Properties"), "DefineConstants").Split(';').Contains("CUDA", StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("gpu", "azure", "TrainerFlavour is 'gpu'; allowed are 'cpu' and 'cuda' (networks on a GPU, by TorchSharp).")]
    [InlineData("cuda", "local", "TrainerFlavour=cuda needs AzureRuntime=azure: TorchSharp is a package of cloud builds.")]
    public async Task Project_FlavourThatCannotBeBuilt_SaysWhatCan(string flavour, string runtime, string expected)
    {
        ShellResult result = await MsBuildAsync(flavour, runtime, "-t:CheckTrainerFlavour");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(expected, result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Flavours_OfTheDockerfile_AreThoseOfTheProject() =>
        Assert.Equal(["cpu", "cuda"], Stage().Matches(Dockerfile).Select(match => match.Groups["name"].Value).Where(name => name != "build"));

    /// <summary>The hook gives the images to the jobs by names that it writes itself.</summary>
    [Fact]
    public void Hook_PublishesUnderTheNamesOfTheProject()
    {
        string hook = File.ReadAllText(Repository.PathOf("infra", "hooks", "postprovision.sh"));

        Assert.Contains("/serverless-training-trainer-$1:$tag", hook, StringComparison.Ordinal);
        Assert.Contains("-t:PublishContainer -p:AzureRuntime=azure -p:TrainerFlavour=\"$1\"", hook, StringComparison.Ordinal);
        string[] flavours = [.. Published().Matches(hook).Select(match => match.Groups["flavour"].Value)];
        Assert.Equal(["cpu", "cuda"], flavours);
    }

    /// <summary>Without .editorconfig every rule that the house does without would be an error; without the others nothing is found.</summary>
    [Fact]
    public void Dockerignore_LetsThroughWhatTheBuildReads()
    {
        string[] lines = File.ReadAllLines(Repository.PathOf(".dockerignore"));

        Assert.Equal("*", lines.First(line => !line.StartsWith('#')));
        Assert.All(
            [
                ".editorconfig", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config", "src", "configs", "eng",
                "artifacts/native", "LICENSE", "THIRD-PARTY.md",
            ],
            path => Assert.Contains($"!{path}", lines));
        Assert.DoesNotContain(lines, line => line.StartsWith('!') && line[1..] is "azurite" or ".git" or ".packages" or "logs");
    }

    private static async Task<JsonElement> ProjectAsync(string flavour, string runtime)
    {
        ShellResult result = await MsBuildAsync(
            flavour, runtime, "-t:ComputeContainerConfig", "-getProperty:ContainerBaseImage,ContainerUser,ContainerWorkingDirectory,ContainerRepository,DefineConstants",
            "-getItem:ContainerAppCommand,ContainerEnvironmentVariable,PackageReference,ProjectReference,Compile");
        Assert.True(result.ExitCode == 0, result.Text);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    private static Task<ShellResult> MsBuildAsync(string flavour, string runtime, params string[] arguments) => Shell.RunAsync(
        "dotnet",
        [
            "msbuild", Repository.PathOf("src", "Trainer", "Trainer.csproj"), "-nologo", "-nodeReuse:false", $"-p:TrainerFlavour={flavour}", $"-p:AzureRuntime={runtime}",
            .. arguments,
        ],
        TestContext.Current.CancellationToken);

    private static string Text(JsonElement properties, string name) => properties.GetProperty(name).GetString()!;

    private static IEnumerable<(string Name, string? Value)> Items(JsonElement project, string kind) =>
        project.GetProperty("Items").GetProperty(kind).EnumerateArray()
            .Select(item => (item.GetProperty("Identity").GetString()!, item.TryGetProperty("Value", out JsonElement value) ? value.GetString() : null));

    [GeneratedRegex(@"^FROM \S+ AS (?<name>\w+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stage();

    [GeneratedRegex(@"(^|\|\| )publish (?<flavour>\w+) ""\$ST_", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Published();
}
