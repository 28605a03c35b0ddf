"""SeGAN (Ehsani, Mottaghi, Farhadi, CVPR 2018): segmentor, painter, losses."""
