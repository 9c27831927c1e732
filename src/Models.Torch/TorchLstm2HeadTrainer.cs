using System.Runtime.InteropServices;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Lstm;
using ServerlessTraining.Models.Native;
using TorchSharp;

namespace ServerlessTraining.Models.Torch;

/// <summary>`lstm2head` trained by TorchSharp, on a CUDA card where there is one. Options, initial weights, order of the batches, dropout masks, loss, early stopping and files are
/// those of <see cref="Lstm2HeadTrainer"/>; only the arithmetic of the steps is another. The model is the one that predicts on any processor.</summary>
public sealed class TorchLstm2HeadTrainer : IModelTrainer
{
    private readonly Lstm2HeadTrainer everywhere;
    private readonly TorchOptions options;
    private readonly Lazy<torch.Device> device;

    /// <param name="options">Where and in what numbers.</param>
    /// <param name="natives">For predictions, as <see cref="Lstm2HeadTrainer"/> has it.</param>
    /// <param name="warn">Told, once and before the first training, that there is no card.</param>
    public TorchLstm2HeadTrainer(TorchOptions options, NativeLibraryOptions natives, Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(warn);
        this.options = options;
        everywhere = new Lstm2HeadTrainer(natives);
        device = new Lazy<torch.Device>(() => TorchDevices.Choose(options.Device, warn));
    }

    public string ModelType => everywhere.ModelType;

    public void Check(HyperParameters options) => everywhere.Check(options);

    public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        // Whatever a training leaves on its way out, by an exception as well, ends with the scope.
        DisposeScope? scope = null;
        try
        {
            return everywhere.Train(
                request,
                task =>
                {
                    torch.Device found = device.Value;
                    scope = torch.NewDisposeScope();
                    return new TorchSteps(task, found, options.Precision);
                },
                progress,
                cancellation);
        }
        catch (ExternalException error) when (error.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase))
        {
            throw new ServerlessTrainingException("This lstm2head needs more memory than the device has. Lower hidden, layers, sequence_length or batch_size.", error);
        }
        finally
        {
            scope?.Dispose();
        }
    }

    public IModel Load(SavedModel saved) => everywhere.Load(saved);
}
