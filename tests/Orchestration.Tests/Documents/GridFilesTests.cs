using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Documents;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Documents;

/// <summary>The grids that come with the product.</summary>
public sealed class GridFilesTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Repository.PathOf("configs", "grids")).Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_EveryFile_IsAGridWithSomethingToTrainAndItsOwnName(string file)
    {
        TrainingGrid grid = Read(file);

        Assert.Equal(Path.GetFileNameWithoutExtension(file), grid.Name);
        Assert.Empty(GridExpansion.Of(grid, _ => null).AlreadyTrained);
        Assert.Equal(0, GridExpansion.Of(grid, _ => null).Duplicates);
    }

    [Theory]
    [InlineData("demo.yaml", "4 models x 3 symbols x 1 timeframe x 1 day x 2 horizons = 24, 0 already trained, 24 to train")]
    [InlineData("two-phase.yaml", "4 models x 2 symbols x 1 timeframe x 2 days x 4 horizons = 64, 0 already trained, 64 to train")]
    public void Preview_OfAFile_IsAsItsCommentsSay(string file, string preview) => Assert.Equal(preview, GridPreview.Text(GridExpansion.Of(Read(file), _ => null)));

    private static TrainingGrid Read(string file) =>
        TrainingGrid.Read(YamlDocumentReader.Read(File.ReadAllText(Repository.PathOf("configs", "grids", file)), file), GridVocabulary.BuiltIn, file);
}
