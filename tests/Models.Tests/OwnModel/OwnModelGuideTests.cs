using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Tests.Trees;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Models.Tests.OwnModel;

/// <summary>docs/guides/own-model.md shows the model of this folder, which passes the contract suite: what the guide says is what works.</summary>
public sealed class OwnModelGuideTests
{
    private const string Fence = "```csharp\n";

    [Theory]
    [InlineData("StumpTrainer.cs")]
    [InlineData("StumpModel.cs")]
    [InlineData("Stump.cs")]
    [InlineData("StumpContractTests.cs")]
    [InlineData("StumpMemoryTests.cs")]
    public void Guide_Block_IsTheFile(string file) =>
        Assert.Contains(File.ReadAllText(Repository.PathOf("tests", "Models.Tests", "OwnModel", file)), Blocks());

    /// <summary>The line of registration is compiled here, and in the guide.</summary>
    [Fact]
    public void Guide_Registration_MakesTheTypeKnown()
    {
        const string Line = "ModelTypes types = ModelTypes.BuiltIn(natives).With(new StumpTrainer());";
        NativeLibraryOptions natives = TreeLibraries.Natives;
        ModelTypes types = ModelTypes.BuiltIn(natives).With(new StumpTrainer());

        Assert.Equal([.. ModelTypes.BuiltIn(natives).Names, StumpTrainer.Name], types.Names);
        Assert.Contains(Line + "\n", Blocks());
    }

    /// <summary>The other place: a line of the list, as the guide shows it.</summary>
    [Fact]
    public void Guide_LineOfTheList_IsThatOfTheProduct()
    {
        const string Line = "            new RandomForestTrainer(natives),\n";

        Assert.Contains(Line, File.ReadAllText(Repository.PathOf("src", "Models", "ModelTypes.cs")), StringComparison.Ordinal);
        Assert.Contains(Line.Trim() + "\n", Blocks());
    }

    private static string[] Blocks() =>
    [
        .. File.ReadAllText(Repository.PathOf("docs", "guides", "own-model.md")).Split(Fence).Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]),
    ];
}
