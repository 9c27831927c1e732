using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Grids;

public sealed class GridPlannerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Preview_GridWithHorizons_CountsFoldsOfSharedModelsOnce()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token);
        string grid = hub.GridOf(2).Replace("horizons: 1", "horizons: [2, 3]", StringComparison.Ordinal);

        QueuePreview preview = await hub.Service.PreviewAsync(new GridText(grid, IsYaml: true), Token);

        // Two alphas at horizons 2 and 3, and the model of horizon 1 that both use: six models of five quick folds.
        Assert.Equal((4, 6, 30L), (preview.Items, preview.Models, preview.FoldTrainings));
        Assert.Equal("1 model x 2 hyper-parameter choices x 1 symbol x 1 timeframe x 1 day x 2 horizons = 4, 0 already trained, 4 to train", preview.Text);
    }

    [Fact]
    public async Task Estimate_OfAPreviewAndOfItsQueue_CountsTheSameFolds()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token);
        GridText grid = new(hub.GridOf(2, more: "seeds: [4, 9]"), IsYaml: true);

        QueuePreview preview = await hub.Service.PreviewAsync(grid, Token);
        QueueView queue = await hub.Views.OfAsync(await hub.Service.CreateAsync(grid, Token), Token);

        // Two configurations, two seeds, five quick folds.
        ModelFoldEstimate model = Assert.Single(preview.Estimate!.ByModel);
        Assert.Equal(("ridge", 20L, 20L), (model.Model, model.Folds, preview.Estimate.FoldTasks));
        Assert.Equal("no queue has trained a fold of ridge here yet", preview.Estimate.Price.Reason);
        Assert.Equal([model], queue.Estimate!.ByModel);
    }

    [Fact]
    public async Task Create_SeveralSeeds_MakesAnItemForEach()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token);

        QueueRecord queue = await hub.Service.CreateAsync(new GridText(hub.GridOf(2, more: "seeds: [4, 9]"), IsYaml: true), Token);

        IReadOnlyList<QueueItem> items = (await hub.Queues.ItemsAsync(queue.Id, 10, null, Token)).Items;
        Assert.Equal([(0, 1, 4ul), (1, 2, 9ul), (2, 3, 4ul), (3, 4, 9ul)], items.Select(item => (item.Index, item.Number!.Value, item.Seed)));
        Assert.Equal(2, items.Select(item => item.ConfigurationHash).Distinct().Count());
    }

    [Fact]
    public async Task Preview_MarketsWithoutBars_NamesThemAndWhatToDo()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token);
        string grid = hub.GridOf(1).Replace("1h", "[1h, 4h]", StringComparison.Ordinal).Replace("days: 90", "days: [90, 180]", StringComparison.Ordinal);

        RequestException error = await Assert.ThrowsAsync<RequestException>(() => hub.Service.PreviewAsync(new GridText(grid, IsYaml: true), Token));

        Assert.Equal(
            $"The grid cannot be trained: There are no bars of {hub.Symbol} 4h. Import them: ./st data import {hub.Symbol} 4h FILE.",
            error.Message);
    }

    [Fact]
    public async Task Preview_GridWithErrors_NamesTheFieldOfEach()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token);
        GridText grid = new("name: a\nmodels: [rigde]\nsymbols: X\ntimeframes: 1h\ndays: 0\nhorizons: 1\n", IsYaml: true);

        RequestException error = await Assert.ThrowsAsync<RequestException>(() => hub.Service.PreviewAsync(grid, Token));

        Assert.Equal(["models[0]", "days"], error.Faults.Select(fault => fault.Field));
        Assert.Contains("1 to 3650", error.Faults[1].Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HyperParametersThatTheModelsRefuse_TellsEachOnceWithItsLine()
    {
        const string Grid = """
            name: a
            models:
              - type: ridge
                hyper_parameters: {alpha: [1, -1, big], fit_intercept: [true, false]}
              - type: xgboost
                hyper_parameters: {etta: 0.1}
            symbols: X
            timeframes: 1h
            days: 90
            horizons: 1
            """;

        DocumentException error = Assert.Throws<DocumentException>(() => Read(Grid));

        Assert.Equal(
            [
                "4:23 models[0].hyper_parameters: alpha: must be a number of at least 0 and at most 1000000000000, but is -1",
                "4:23 models[0].hyper_parameters: alpha: must be a number of at least 0 and at most 1000000000000, but is the text 'big'",
            ],
            error.Errors.Take(2).Select(one => one.ToString()));
        Assert.StartsWith("6:23 models[1].hyper_parameters: etta: this key is not known; did you mean 'eta'?", Assert.Single(error.Errors.Skip(2)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GridWithErrors_TellsAllWithTheirLines()
    {
        DocumentException error = Assert.Throws<DocumentException>(() => Read("name: a\nmodels: [rigde]\nsymbols: X\ntimeframes: 7m\ndays: 0\nhorizons: 1\n"));

        Assert.Contains("2:10 models[0]", error.Message, StringComparison.Ordinal);
        Assert.Contains("4:", error.Message, StringComparison.Ordinal);
        Assert.Contains("5:", error.Message, StringComparison.Ordinal);
    }

    private static TrainingGrid Read(string yaml) => new GridText(yaml, IsYaml: true).Read(ModelTypes.BuiltIn(new NativeLibraryOptions()));
}
